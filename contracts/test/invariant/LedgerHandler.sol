// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../../src/core/ILedger.sol";
import {Ledger} from "../../src/core/Ledger.sol";
import {Bucket} from "../../src/types/Bucket.sol";
import {Kind, Work} from "../../src/types/Work.sol";
import {Answer} from "../helpers/HostileHomes.sol";
import {MoodyToken} from "../helpers/HostileTokens.sol";
import {Plain} from "../helpers/Plain.sol";
import {Token} from "../helpers/Token.sol";
import {LedgerWorld} from "./LedgerWorld.sol";

/// @notice Does anything that anybody can do to a Ledger, and counts for itself what moved.
/// @dev What happens in the first token also happens to a twin of the Ledger, which never sees the other tokens.
contract LedgerHandler is LedgerWorld {
    Ledger public twin;

    /// The token of the last action.
    address public last;
    mapping(address token => uint256) public paidIn;
    mapping(address token => uint256) public paidOut;
    mapping(address token => uint256) public donated;
    /// What was paid to a bucket itself, without what was lifted to it.
    mapping(address token => mapping(bytes32 bucket => uint256)) public direct;

    bytes private _plan;

    /// Whether a gross or a counter ever fell.
    bool public fell;
    mapping(bytes32 counter => uint256) private _highest;

    constructor() {
        setUp();
        last = address(token);
        twin = new Ledger();
        vm.prank(payer);
        token.approve(address(twin), type(uint256).max);
    }

    function pay(uint256 work, bool resale, uint256 kind, uint128 amount) external counted(kind) {
        _pay(work, resale, amount >> 18);
    }

    /// @dev Small amounts round the most.
    function payLittle(uint256 work, bool resale, uint256 kind, uint8 amount) external counted(kind) {
        _pay(work, resale, amount);
    }

    function payMany(uint256 work, bool resale, uint256 kind, uint64[3] calldata amounts) external counted(kind) {
        ILedger.Payment[] memory payments = new ILedger.Payment[](3);
        for (uint256 i; i < 3; ++i) {
            bytes32 key = _key(work >> i, resale);
            payments[i] = ILedger.Payment(key, last, amounts[i]);
        }
        Token(last).mint(payer, uint256(amounts[0]) + amounts[1] + amounts[2]);
        vm.prank(payer);
        uint256[] memory credited = ledger.payMany(payments);
        for (uint256 i; i < 3; ++i) {
            direct[last][payments[i].bucket] += credited[i];
        }
        if (last != address(token)) return;
        token.mint(payer, uint256(amounts[0]) + amounts[1] + amounts[2]);
        vm.prank(payer);
        twin.payMany(payments);
    }

    function payPulled(uint256 work, bool resale, uint256 kind, uint64 amount, uint256 announced)
        external
        counted(kind)
    {
        bytes32 key = _key(work, resale);
        bytes memory data = abi.encodeCall(ILedger.payPulled, (key, last, announced, ""));
        Token(last).mint(address(reenterer), amount);
        reenterer.give(amount);
        direct[last][key] += abi.decode(reenterer.call(address(ledger), data), (uint256));
        if (last != address(token)) return;
        token.mint(address(reenterer), amount);
        // The twin has a lock of its own, so nothing may call the Ledger from behind it.
        reenterer.plan(address(ledger), "");
        reenterer.call(address(twin), data);
        reenterer.plan(address(ledger), _plan);
    }

    /// @dev Tokens that arrive without a payment belong to nobody and must change nothing.
    function donate(uint256 kind, uint64 amount) external counted(kind) {
        Token(last).mint(address(ledger), amount);
        donated[last] += amount;
    }

    function distribute(uint256 kind, uint256 seed, uint8 count) external counted(kind) {
        ILedger.Edge[] memory edges = new ILedger.Edge[](count % 4);
        for (uint256 i; i < edges.length; ++i) {
            (uint256 work, uint256 flow) = _workFlow(seed >> (i * 16));
            edges[i] = ILedger.Edge(workAt(work), _bucket(seed >> (i * 16 + 8) & 1 == 1), uint8(flow));
        }
        _both(abi.encodeCall(ILedger.distribute, (edges, last)), address(this));
    }

    function claim(uint256 kind, uint256 work, uint256 flow, bool resale, uint256 caller, uint256 to)
        external
        counted(kind)
    {
        Work memory it = workAt(work % workCount());
        flow = it.flows.length == 0 ? flow : flow % it.flows.length;
        _both(abi.encodeCall(ILedger.claim, (it, _bucket(resale), flow, last, _person(to))), _person(caller));
    }

    function claimTree(uint256 kind, uint256 leaf, bool resale, uint256 caller, uint256 to) external counted(kind) {
        Exhibit memory it = exhibitAt(leaf);
        bytes memory data = abi.encodeCall(
            ILedger.claimTree,
            (workAt(it.work), _bucket(resale), it.flow, last, it.leaf, it.proof, to % 2 == 0 ? address(0) : _person(to))
        );
        _both(data, _person(caller));
    }

    function collect(uint256 kind, uint256 work, bool resale, uint256 caller, uint256 to) external counted(kind) {
        Work memory it = workAt(work % workCount());
        _both(
            abi.encodeCall(ILedger.collect, (it, _bucket(resale), last, to % 2 == 0 ? address(0) : _person(to))),
            _person(caller)
        );
    }

    function settle(uint256 kind, uint256 seed, uint8 count) external counted(kind) {
        _both(abi.encodeCall(ILedger.settle, (_steps(seed, count % 7), last)), address(this));
    }

    function batch(uint256 kind, uint256 seed, uint256 caller) external counted(kind) {
        bytes[] memory calls = new bytes[](3);
        Work memory it = workAt(seed % workCount());
        calls[0] = abi.encodeCall(ILedger.settle, (_steps(seed >> 64, 3), last));
        calls[1] = abi.encodeCall(ILedger.collect, (it, _bucket(seed >> 32 & 1 == 1), last, address(0)));
        calls[2] = abi.encodeCall(ILedger.claim, (it, _bucket(seed >> 33 & 1 == 1), seed >> 34 & 3, last, address(0)));
        _both(abi.encodeCall(ILedger.batch, (calls)), _person(caller));
    }

    /// @dev Half of the time everybody is in a good mood.
    function setMood(uint256 who, uint8 mood, bool good) external {
        uint256 highest = uint256(type(MoodyToken.Mood).max);
        moody.setMood(
            who % 5 == 0 ? address(0) : _person(who),
            good ? MoodyToken.Mood.Honest : MoodyToken.Mood(mood % (highest + 1))
        );
    }

    function setArbiter(uint8 answer, uint256 named) external {
        arbiter.set(Answer(answer % (uint256(type(Answer).max) + 1)), named % 2 == 0 ? address(0) : _person(named));
    }

    function setHome(uint8 answer, uint256 named) external {
        home.set(Answer(answer % (uint256(type(Answer).max) + 1)), _person(named));
    }

    /// @dev What the account that is called back tries to do in the middle of things.
    function plan(uint256 kind, uint256 seed) external {
        address some = address(tokens[kind % tokens.length]);
        _plan = abi.encodeCall(ILedger.settle, (_steps(seed, 3), some));
        reenterer.plan(address(ledger), _plan);
    }

    function trade(uint256 work, uint256 to) external {
        Work memory it = workAt(work % 4);
        address holder = works.holderOf(it);
        vm.startPrank(holder);
        try works.transferFrom(holder, _person(to), uint256(Plain.idOf(it))) {}
        catch {
            works.mint(it, nothing(), _person(to));
        }
        vm.stopPrank();
    }

    function wait(uint32 time) external {
        vm.warp(vm.getBlockTimestamp() + time);
    }

    function target() external view returns (address) {
        return address(ledger);
    }

    function honest() external view returns (address) {
        return address(token);
    }

    /// @dev Lifts everything in the last token, child before parent.
    function liftAll() external {
        uint8[2][5] memory path = [[5, 1], [4, 0], [4, 2], [3, 0], [2, 0]];
        for (uint256 i; i < 10; ++i) {
            ILedger.Edge[] memory edges = new ILedger.Edge[](1);
            Work memory work = workAt(path[i / 2][0]);
            edges[0] = ILedger.Edge(work, Bucket(i % 2), path[i / 2][1]);
            ledger.distribute(edges, last);
        }
        Exhibit memory it = exhibitAt(3);
        for (uint256 b; b < 2; ++b) {
            try ledger.claimTree(workAt(it.work), Bucket(b), it.flow, last, it.leaf, it.proof, address(0)) {} catch {}
        }
    }

    /// @dev What the sales buckets receive in the end, of what was paid and nothing else.
    function finalGross(address some) external view returns (uint256[] memory gross) {
        gross = new uint256[](workCount());
        uint256[] memory resale = new uint256[](gross.length);
        for (uint256 work; work < gross.length; ++work) {
            gross[work] = direct[some][keyAt(2 * work)];
            resale[work] = direct[some][keyAt(2 * work + 1)];
        }
        uint32[3][5] memory edges = [
            [uint32(5), 3, 600_000],
            [uint32(4), 3, 333_333],
            [uint32(4), 1, 50_000],
            [uint32(3), 2, 100_000],
            [uint32(2), 1, 200_000]
        ];
        for (uint256 i; i < 5; ++i) {
            (uint256 child, uint256 parent, uint256 share) = (edges[i][0], edges[i][1], edges[i][2]);
            gross[parent] += gross[child] * share / 1_000_000 + resale[child] * share / 1_000_000;
        }
        uint256 total = twigs()[6].total;
        gross[0] += gross[1] * 900_000 / 1_000_000 * 1000 / total + resale[1] * 900_000 / 1_000_000 * 1000 / total;
    }

    /// @dev Counts what the Ledger gained and lost, and sees that nothing ever falls.
    modifier counted(uint256 kind) {
        last = address(tokens[kind % tokens.length]);
        uint256 before = Token(last).balanceOf(address(ledger));
        uint256 gifts = donated[last];
        _;
        uint256 afterwards = Token(last).balanceOf(address(ledger)) - (donated[last] - gifts);
        if (afterwards > before) paidIn[last] += afterwards - before;
        else paidOut[last] += before - afterwards;
        for (uint256 place; place < 2 * workCount(); ++place) {
            bytes32 key = keyAt(place);
            _watch(keccak256(abi.encode(key, last, "gross")), ledger.grossOf(key, last));
            _watch(keccak256(abi.encode(key, last, "collected")), ledger.collectedOf(key, last));
        }
    }

    function _pay(uint256 work, bool resale, uint256 amount) private {
        bytes32 key = _key(work, resale);
        Token(last).mint(payer, amount);
        vm.prank(payer);
        direct[last][key] += ledger.pay(key, last, amount);
        if (last != address(token)) return;
        token.mint(payer, amount);
        vm.prank(payer);
        twin.pay(key, last, amount);
    }

    /// @dev The same call to the Ledger and, in the honest token, to its twin. It may fail, but then for both.
    function _both(bytes memory data, address caller) private {
        vm.prank(caller);
        (bool success,) = address(ledger).call(data);
        if (last != address(token)) return;
        vm.prank(caller);
        (bool same,) = address(twin).call(data);
        if (same != success) fell = true;
    }

    function _watch(bytes32 counter, uint256 value) private {
        if (value < _highest[counter]) fell = true;
        _highest[counter] = value;
    }

    function _steps(uint256 seed, uint256 count) private view returns (ILedger.Step[] memory steps) {
        steps = new ILedger.Step[](count);
        for (uint256 i; i < count; ++i) {
            uint256 part = seed >> (i * 24);
            Work memory it = workAt(part % workCount());
            uint256 moves = part >> 8 & 7;
            for (uint256 flow; flow < 32; ++flow) {
                if (flow >= it.flows.length || it.flows[flow].kind == Kind.TREE) moves &= ~(1 << flow);
            }
            steps[i] = ILedger.Step(it, _bucket(part >> 12 & 1 == 1), moves | (part >> 11 & 1) << 32);
        }
    }

    /// @dev One of the flows that lead to a work.
    function _workFlow(uint256 seed) private view returns (uint256 work, uint256 flow) {
        uint8[2][5] memory found = [[2, 0], [3, 0], [4, 0], [4, 2], [5, 1]];
        return (found[seed % 5][0], found[seed % 5][1]);
    }

    function _key(uint256 work, bool resale) private view returns (bytes32) {
        return keyAt(2 * (work % workCount()) + (resale ? 1 : 0));
    }

    function _bucket(bool resale) private pure returns (Bucket) {
        return resale ? Bucket.Resale : Bucket.Sales;
    }

    function _person(uint256 seed) private view returns (address) {
        uint256 index = seed % 8;
        return index < 6 ? people[index] : index == 6 ? address(reenterer) : stranger;
    }
}
