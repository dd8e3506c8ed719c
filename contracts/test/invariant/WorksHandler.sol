// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IWorks} from "../../src/core/IWorks.sol";
import {Works} from "../../src/core/Works.sol";
import {Work} from "../../src/types/Work.sol";
import {CoreTest} from "../helpers/CoreTest.sol";
import {Plain} from "../helpers/Plain.sol";

/// @notice Does anything that anybody can do to Works, and writes a plain history of what happened.
contract WorksHandler is CoreTest {
    struct Grant {
        uint256 model;
        address key;
        uint256 from;
        uint256 until;
        /// Position in the history.
        uint256 order;
    }

    struct End {
        uint256 model;
        /// Zero for all keys.
        address key;
        uint256 time;
        uint256 order;
    }

    /// What was true of a past second.
    struct Memory {
        bytes32 model;
        address key;
        uint256 time;
        bool authorized;
    }

    /// An output that was minted, and what it was minted with.
    struct Minted {
        uint256 output;
        address key;
        uint256 time;
        /// What the history said then. (A revocation later in the very second of the mint counts from that second on.)
        bool wasAuthorized;
    }

    uint256 private constant MODELS = 2;
    uint256 private constant KEYS = 4;

    Work[] private _works;
    uint256[] private _secrets;
    address[] private _people;

    Grant[] private _grants;
    End[] private _ends;
    Memory[] private _memories;
    Minted[] private _minted;
    uint256 private _order;

    mapping(uint256 work => address) public owners;
    mapping(uint256 work => uint256) public mints;
    mapping(uint256 work => uint256) public transfers;
    mapping(uint256 work => uint256) public generations;
    mapping(bytes32 root => uint256) public firstSeen;
    bytes32[] private _roots;
    mapping(bytes32 root => IWorks.Attestation) private _attestations;
    mapping(bytes32 root => uint256) private _outputOf;
    mapping(bytes32 root => uint256) private _secretOf;

    constructor() {
        setUp();
        for (uint256 i; i < KEYS; ++i) {
            _secrets.push(20_000 + i);
            _people.push(vm.addr(30_000 + i));
        }
        for (uint256 i; i < MODELS; ++i) {
            _works.push(workOf(_people[i], string.concat("model ", vm.toString(i))));
        }
        for (uint256 i; i < 4; ++i) {
            Work memory output = workOf(_people[i], string.concat("output ", vm.toString(i)));
            output.origin = Plain.idOf(_works[i % MODELS]);
            output.resale = uint32(i * 100_000);
            _works.push(output);
        }
    }

    function mint(uint256 index, uint256 to) external {
        index %= MODELS;
        vm.prank(_creator(index));
        works.mint(_works[index], nothing(), _person(to));
        _wasMinted(index, _person(to));
    }

    function mintFor(uint256 index, uint256 to, uint32 wait, uint256 signer) external {
        index %= MODELS;
        uint256 deadline = vm.getBlockTimestamp() + wait;
        bytes memory signature = signMint(30_000 + signer % KEYS, Plain.idOf(_works[index]), _person(to), deadline);
        works.mintFor(_works[index], nothing(), _person(to), deadline, signature);
        require(vm.addr(30_000 + signer % KEYS) == _creator(index), "minted by a stranger's signature");
        _wasMinted(index, _person(to));
    }

    /// @dev An output, with a signature made now or one that was anchored.
    function mintOutput(uint256 index, uint256 secret, uint256 root, bool anchored) external {
        index = MODELS + index % 4;
        secret = _secrets[secret % KEYS];
        bytes32 id = Plain.idOf(_works[index]);
        IWorks.Attestation memory attestation = attested(signOutput(secret, id), 0, new bytes32[](0));
        uint256 time = vm.getBlockTimestamp();
        if (anchored && _roots.length != 0) {
            bytes32 found = _roots[root % _roots.length];
            attestation = _attestations[found];
            (index, secret, time) = (_outputOf[found], _secretOf[found], firstSeen[found]);
        }
        vm.prank(_creator(index));
        works.mint(_works[index], attestation, _creator(index));
        _wasMinted(index, _creator(index));
        _minted.push(Minted(index, vm.addr(secret), time, historySays(index % MODELS, vm.addr(secret), time)));
    }

    function anchor(uint256 index, uint256 secret, bool again) external {
        index = MODELS + index % 4;
        secret = _secrets[secret % KEYS];
        bytes32 id = Plain.idOf(_works[index]);
        bytes memory signature = signOutput(secret, id);
        bytes32 root = Plain.anchorLeafOf(id, signature);
        if (again && _roots.length != 0) root = _roots[index % _roots.length];
        works.anchor(root);
        if (firstSeen[root] != 0) return;
        firstSeen[root] = vm.getBlockTimestamp();
        _roots.push(root);
        _attestations[root] = attested(signature, root, new bytes32[](0));
        (_outputOf[root], _secretOf[root]) = (index, secret);
    }

    function transfer(uint256 index, uint256 caller, uint256 to) external {
        index %= _works.length;
        address owner = owners[index];
        vm.prank(_person(caller));
        works.transferFrom(owner, _person(to), uint256(Plain.idOf(_works[index])));
        require(_person(caller) == owner, "moved by a stranger");
        owners[index] = _person(to);
        ++transfers[index];
    }

    function authorize(uint256 model, uint256 key, uint32 wait, uint32 length, uint256 caller) external {
        model %= MODELS;
        uint256 from = vm.getBlockTimestamp() + wait % 100;
        uint256 until = from + length % 1000;
        address who = _caller(model, caller);
        vm.prank(who);
        works.authorize(_works[model], _key(key), uint64(from), uint64(until));
        require(who == _holder(model), "authorized by a stranger");
        _grants.push(Grant(model, _key(key), from, until, ++_order));
    }

    function revoke(uint256 model, uint256 key, uint256 caller) external {
        model %= MODELS;
        address who = _caller(model, caller);
        vm.prank(who);
        works.revoke(_works[model], _key(key));
        require(who == _holder(model), "revoked by a stranger");
        _ends.push(End(model, _key(key), vm.getBlockTimestamp(), ++_order));
    }

    function revokeAll(uint256 model, uint256 caller) external {
        model %= MODELS;
        address who = _caller(model, caller);
        vm.prank(who);
        works.revokeAll(_works[model]);
        require(who == _holder(model), "revoked by a stranger");
        _ends.push(End(model, address(0), vm.getBlockTimestamp(), ++_order));
        ++generations[model];
    }

    /// @dev Keeps in mind what Works says of a past second, to hear later whether it still says so.
    function remember(uint256 model, uint256 key, uint32 ago) external {
        uint256 time = vm.getBlockTimestamp() - 1 - ago % 2000;
        bytes32 id = idAt(model % MODELS);
        _memories.push(Memory(id, _key(key), time, works.isAuthorized(id, _key(key), time)));
    }

    function wait(uint32 time) external {
        vm.warp(vm.getBlockTimestamp() + time % 200);
    }

    /// @dev What the plain history says of a key at a time: granted, begun, not over, and not ended by any later event
    /// at or before that time.
    function historySays(uint256 model, address key, uint256 time) public view returns (bool) {
        for (uint256 i; i < _grants.length; ++i) {
            Grant memory grant = _grants[i];
            if (grant.model != model || grant.key != key || time < grant.from || time >= grant.until) continue;
            bool ended;
            for (uint256 j; j < _ends.length; ++j) {
                End memory end = _ends[j];
                bool concerns = end.model == model && (end.key == key || end.key == address(0));
                if (concerns && end.order > grant.order && end.time <= time) ended = true;
            }
            if (!ended) return true;
        }
        return false;
    }

    /// @dev The times around which something changed.
    function momentsOf(uint256 model) external view returns (uint256[] memory moments) {
        moments = new uint256[](2 * _grants.length + _ends.length + 1);
        uint256 count;
        for (uint256 i; i < _grants.length; ++i) {
            if (_grants[i].model != model) continue;
            (moments[count], moments[count + 1]) = (_grants[i].from, _grants[i].until);
            count += 2;
        }
        for (uint256 i; i < _ends.length; ++i) {
            if (_ends[i].model == model) moments[count++] = _ends[i].time;
        }
        moments[count] = vm.getBlockTimestamp();
    }

    function contractUnderTest() external view returns (Works) {
        return works;
    }

    function workCount() external view returns (uint256) {
        return _works.length;
    }

    function workAt(uint256 index) external view returns (Work memory) {
        return _works[index];
    }

    function idAt(uint256 index) public view returns (bytes32) {
        return Plain.idOf(_works[index]);
    }

    function keys() external view returns (address[] memory all) {
        all = new address[](KEYS);
        for (uint256 i; i < KEYS; ++i) {
            all[i] = _key(i);
        }
    }

    function memories() external view returns (Memory[] memory) {
        return _memories;
    }

    function minted() external view returns (Minted[] memory) {
        return _minted;
    }

    function roots() external view returns (bytes32[] memory) {
        return _roots;
    }

    function people() external view returns (address[] memory) {
        return _people;
    }

    function _wasMinted(uint256 index, address to) private {
        ++mints[index];
        owners[index] = to;
    }

    function _holder(uint256 index) private view returns (address) {
        return owners[index] == address(0) ? _creator(index) : owners[index];
    }

    /// @dev Mostly the holder, else anybody.
    function _caller(uint256 model, uint256 seed) private view returns (address) {
        return seed % 4 == 0 ? _person(seed / 4) : _holder(model);
    }

    function _creator(uint256 index) private view returns (address) {
        return address(uint160(uint256(_works[index].creator.toBytes32())));
    }

    function _key(uint256 seed) private view returns (address) {
        return vm.addr(_secrets[seed % KEYS]);
    }

    function _person(uint256 seed) private view returns (address) {
        return _people[seed % KEYS];
    }
}
