// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Account as Party, AccountLib} from "../../../src/types/Account.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";

contract AccountTest is CoreTest {
    function test_payeeHere_isTheAddressOfAKeyOnEveryChain(uint256 key, uint64 chain) public {
        address owner = vm.addr(bound(key, 1, type(uint128).max));
        vm.chainId(bound(chain, 1, type(uint64).max - 1));
        assertEq(AccountLib.from(0, owner).payeeHere(), owner);
    }

    function test_payeeHere_isTheAddressOnTheNamedChain(address owner, uint64 chain) public {
        chain = uint64(bound(chain, 1, type(uint64).max - 1));
        vm.chainId(chain);
        assertEq(AccountLib.from(chain, owner).payeeHere(), owner);
    }

    function test_payeeHere_isNobodyOnAnotherChain(address owner, uint64 chain) public view {
        vm.assume(chain != 0 && chain != block.chainid);
        assertEq(AccountLib.from(chain, owner).payeeHere(), address(0));
    }

    function test_payeeHere_isNobodyWhenHighBitsAreSet(address owner, uint32 high) public view {
        vm.assume(high != 0);
        Party account = AccountLib.from(uint64(block.chainid), owner);
        assertEq(Party.wrap(Party.unwrap(account) | uint256(high) << 224).payeeHere(), address(0));
        account = AccountLib.from(0, owner);
        assertEq(Party.wrap(Party.unwrap(account) | uint256(high) << 224).payeeHere(), address(0));
    }

    /// A stranger may be able to deploy at the same address on another chain, so a contract must name its chain.
    function test_payeeHere_isNobodyWhenAContractNamesNoChain(bytes memory code) public {
        vm.assume(code.length != 0 && code[0] != 0xef);
        vm.etch(stranger, code);
        assertEq(AccountLib.from(0, stranger).payeeHere(), address(0));
        assertEq(here(stranger).payeeHere(), stranger);
    }

    function test_payeeHere_countsADelegationAsAKey(address to) public {
        vm.etch(stranger, abi.encodePacked(bytes3(0xef0100), to));
        assertEq(AccountLib.from(0, stranger).payeeHere(), stranger);
    }

    function test_payeeHere_isNobodyWhenCodeOnlyLooksLikeADelegation() public {
        vm.etch(stranger, abi.encodePacked(bytes3(0x600100), alice));
        assertEq(AccountLib.from(0, stranger).payeeHere(), address(0), "another prefix");
        vm.etch(stranger, abi.encodePacked(bytes3(0x600100), alice, bytes1(0)));
        assertEq(AccountLib.from(0, stranger).payeeHere(), address(0), "another size");
    }

    function test_payeeHere_isNobodyForTheZeroAddress() public view {
        assertEq(Party.wrap(0).payeeHere(), address(0));
    }

    function test_contractHere_isOnlyTheNamedChains(address owner, uint256 chain) public view {
        chain = bound(chain, 0, type(uint96).max);
        Party account = Party.wrap(chain << 160 | uint160(owner));
        assertEq(account.contractHere(), chain == block.chainid ? owner : address(0));
    }
}
