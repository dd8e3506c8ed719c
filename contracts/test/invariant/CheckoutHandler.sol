// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ICheckouts} from "../../src/periphery/ICheckouts.sol";
import {Offer} from "../../src/types/Offer.sol";
import {Work} from "../../src/types/Work.sol";
import {LicenseTest} from "../helpers/LicenseTest.sol";
import {Plain} from "../helpers/Plain.sol";
import {PlainOffer} from "../helpers/PlainOffer.sol";

/// @notice Pays, delivers, refunds, cancels and sweeps at random, with a gateway that only answers real payments.
contract CheckoutHandler is LicenseTest {
    /// @dev A bare transfer that somebody submitted.
    struct Arrival {
        address payer;
        bytes32 nonce;
        uint256 time;
        bool answered;
    }

    Work private _song;
    Offer private _offer;
    bytes private _signature;
    bytes32 private constant RESOURCE = "/song";
    address public checkout;
    bytes32 public work;

    address[3] public people;
    uint256[3] private _keys;
    Arrival[] public arrivals;
    bytes32[] private _nonces;

    uint256 public moneyIn;
    uint256 public bought;
    uint256 public refunded;
    uint256 public swept;
    uint256 public royaltiesIn;
    /// How often a payer's nonce bought or was refunded.
    mapping(address payer => mapping(bytes32 nonce => uint256)) public answers;
    mapping(address payer => uint256) public purchases;
    /// The most often any nonce was answered.
    uint256 public mostAnswers;
    mapping(string action => uint256) public count;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 3; ++i) {
            (people[i], _keys[i]) = makeAddrAndKey(vm.toString(i));
            dollar.mint(people[i], 1e15);
        }
        _song = workOf(alice, "song");
        _offer = offerOf(_song);
        (_offer.token, _offer.supply, _offer.validUntil) = (address(dollar), type(uint32).max, type(uint64).max);
        _signature = signOffer(aliceKey, _offer);
        checkout = checkouts.checkoutOf(PlainOffer.idOf(_offer), RESOURCE);
        work = _offer.work;
    }

    /// @dev A relayer settles a new authorization, or tries an old nonce again.
    function settle(uint256 who, uint256 nonce) external {
        who %= 3;
        bytes32 name = _nonce(nonce);
        checkouts.settle(_offer, _signature, _song, RESOURCE, _authorize(who, name));
        moneyIn += PRICE;
        _bought(people[who], name);
        ++count["settle"];
    }

    /// @dev A stranger submits the bare transfer.
    function arrive(uint256 who, uint256 nonce) external {
        who %= 3;
        bytes32 name = _nonce(nonce);
        ICheckouts.Authorization memory by = _authorize(who, name);
        dollar.transferWithAuthorization(by.from, checkout, by.value, by.validAfter, by.validBefore, name, by.signature);
        moneyIn += PRICE;
        arrivals.push(Arrival(people[who], name, block.timestamp, false));
        ++count["arrive"];
    }

    /// @dev A payer uses a nonce up without paying, then tries to have it settled.
    function cancel(uint256 who, uint256 nonce) external {
        who %= 3;
        bytes32 name = _nonce(nonce);
        bytes32 typehash = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
        bytes32 structHash = keccak256(abi.encode(typehash, people[who], name));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", dollar.DOMAIN_SEPARATOR(), structHash));
        dollar.cancelAuthorization(people[who], name, sign(_keys[who], digest));
        ICheckouts.Authorization memory by = _authorize(who, name);
        try checkouts.settle(_offer, _signature, _song, RESOURCE, by) {
            _bought(people[who], name);
        } catch {
            ++count["cancel"];
        }
    }

    /// @dev The gateway answers a payment it saw, perhaps twice.
    function deliver(uint256 which) external {
        Arrival storage arrival = _answerable(which);
        uint256 deadline = block.timestamp + 1;
        bytes memory word = signDeliver(gatewayKey, checkout, arrival.payer, arrival.nonce, deadline);
        checkouts.deliver(_offer, _signature, _song, RESOURCE, arrival.payer, arrival.nonce, deadline, word);
        arrival.answered = true;
        _bought(arrival.payer, arrival.nonce);
        ++count["deliver"];
    }

    function refund(uint256 which) external {
        Arrival storage arrival = _answerable(which);
        uint256 deadline = block.timestamp + 1;
        bytes memory word = signRefund(gatewayKey, checkout, arrival.payer, arrival.nonce, PRICE, deadline);
        checkouts.refund(_offer, RESOURCE, arrival.payer, arrival.nonce, PRICE, deadline, word);
        arrival.answered = true;
        refunded += PRICE;
        _answered(arrival.payer, arrival.nonce);
        ++count["refund"];
    }

    /// @dev Money of which nobody signed anything.
    function donate(uint256 who, uint64 amount) external {
        vm.prank(people[who % 3]);
        dollar.transfer(checkout, amount % 1e8);
        moneyIn += amount % 1e8;
    }

    function note() external {
        checkouts.note(PlainOffer.idOf(_offer), RESOURCE, address(dollar));
        ++count["note"];
    }

    function sweep() external {
        swept += checkouts.sweep(_offer, RESOURCE, address(dollar));
        ++count["sweep"];
    }

    /// @dev A resale royalty, sent as ether, as tokens, or both.
    function royalty(uint64 plain, uint64 wrapped) external {
        address receiver = receivers.receiverOf(work);
        deal(address(this), uint256(plain) + wrapped);
        payable(receiver).transfer(plain);
        weth.deposit{value: wrapped}();
        weth.transfer(receiver, wrapped);
        royaltiesIn += uint256(plain) + wrapped;
        ++count["royalty"];
    }

    function sweepRoyalty() external {
        receivers.sweep(work, address(weth));
        ++count["sweepRoyalty"];
    }

    function wait(uint32 time) external {
        skip(time % 2 days);
    }

    function balance() external view returns (uint256) {
        return dollar.balanceOf(checkout);
    }

    function grossOf() external view returns (uint256) {
        return ledger.grossOf(work, address(dollar));
    }

    function licensesOf(address who) external view returns (uint256) {
        return licenses.balanceOf(who);
    }

    function royaltiesHeldAndCredited() external view returns (uint256) {
        address receiver = receivers.receiverOf(work);
        return receiver.balance + weth.balanceOf(receiver) + ledger.grossOf(Plain.resaleOf(work), address(weth));
    }

    /// @dev What payers of the last day may still ask for.
    function youngMoney() external view returns (uint256 sum) {
        for (uint256 i; i < arrivals.length; ++i) {
            if (!arrivals[i].answered && arrivals[i].time + 1 days > block.timestamp) sum += PRICE;
        }
    }

    /// @dev A gateway answers within a day. Later the payment may be swept, and an answer would be paid from what came since.
    function _answerable(uint256 which) private view returns (Arrival storage arrival) {
        arrival = arrivals[which % arrivals.length];
        vm.assume(arrival.time + 1 days > block.timestamp);
    }

    function _authorize(uint256 who, bytes32 nonce) private view returns (ICheckouts.Authorization memory) {
        return authorize(people[who], _keys[who], checkout, PRICE, nonce);
    }

    /// @dev Mostly a new nonce, sometimes an old one.
    function _nonce(uint256 seed) private returns (bytes32 nonce) {
        if (seed % 4 == 0 && _nonces.length != 0) return _nonces[seed % _nonces.length];
        nonce = bytes32(_nonces.length + 1);
        _nonces.push(nonce);
    }

    function _bought(address payer, bytes32 nonce) private {
        bought += PRICE;
        ++purchases[payer];
        _answered(payer, nonce);
    }

    function _answered(address payer, bytes32 nonce) private {
        uint256 times = ++answers[payer][nonce];
        if (times > mostAnswers) mostAnswers = times;
    }
}
