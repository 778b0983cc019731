// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {Vm} from "../base/Vm.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @dev OpenZeppelin's own, and nothing else.
contract ReferenceLedger is ERC6909 {
    function mint(address to, uint256 id, uint256 amount) external {
        _mint(to, id, amount);
    }
}

contract Erc6909Test is PostOfficeTest {
    uint256 private constant BALANCE = 1_000;

    ReferenceLedger private _reference;
    address[4] private _people;
    uint256[2] private _ids;

    function setUp() public override {
        super.setUp();
        _reference = new ReferenceLedger();
        _people = [address(0), alice.addr, bob.addr, carol.addr];
        _ids = [0, tokenId(address(dollar))];
        for (uint256 i = 1; i < _people.length; ++i) {
            credit(_people[i], NATIVE, BALANCE);
            credit(_people[i], address(dollar), BALANCE);
            _reference.mint(_people[i], _ids[0], BALANCE);
            _reference.mint(_people[i], _ids[1], BALANCE);
        }
    }

    function test_RevertWhen_TransferredToTheContract() public {
        expectInvalidReceiver(address(office));
        vm.prank(bob.addr);
        office.transfer(address(office), 0, 1);
    }

    function test_RevertWhen_TransferredToTheContractByAnOperator() public {
        vm.prank(bob.addr);
        office.setOperator(carol.addr, true);
        expectInvalidReceiver(address(office));
        vm.prank(carol.addr);
        office.transferFrom(bob.addr, address(office), 0, 1);
    }

    function test_RevertWhen_NothingIsTransferredToTheContract() public {
        expectInvalidReceiver(address(office));
        vm.prank(bob.addr);
        office.transfer(address(office), 0, 0);
    }

    /// @dev Sixteen calls by anyone on anyone, made on both contracts.
    function testFuzz_DoesWhatOpenZeppelinDoes(uint256 seed) public {
        for (uint256 i = 0; i < 16; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            address caller = _people[1 + ((seed >> 8) % 3)];
            bytes memory call = _callOf(seed);

            vm.recordLogs();
            vm.prank(caller);
            (bool done, bytes memory answer) = address(office).call(call);
            Vm.Log[] memory logs = vm.getRecordedLogs();
            vm.prank(caller);
            (bool expectedDone, bytes memory expectedAnswer) = address(_reference).call(call);

            vm.assertEq(done, expectedDone, "outcome");
            vm.assertEq(answer, expectedAnswer, "answer or error");
            _assertSameLogs(logs, vm.getRecordedLogs());
        }
        _assertSameBooks();
    }

    function test_SaysThatItIsOne() public view {
        vm.assertTrue(office.supportsInterface(type(IERC6909).interfaceId));
        vm.assertTrue(office.supportsInterface(type(IERC165).interfaceId));
        vm.assertFalse(office.supportsInterface(0xffffffff));
    }

    function test_ASpenderMayTakeItsAllowance() public {
        vm.prank(bob.addr);
        office.approve(mallory.addr, 0, 5);
        vm.prank(mallory.addr);
        office.transferFrom(bob.addr, mallory.addr, 0, 5);
        assertBalance(mallory.addr, NATIVE, 5);
        assertBalance(bob.addr, NATIVE, BALANCE - 5);
    }

    function test_RevertWhen_ASpenderTakesMore() public {
        vm.prank(bob.addr);
        office.approve(mallory.addr, 0, 5);
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientAllowance.selector, mallory.addr, 5, 6, uint256(0))
        );
        vm.prank(mallory.addr);
        office.transferFrom(bob.addr, mallory.addr, 0, 6);
    }

    /// @dev One allowance, whichever way it is spent; see postFrom.tree.
    function test_ASpenderPostsAndTakesFromOneAllowance() public {
        credit(bob.addr, NATIVE, 2 * POSTAGE);
        vm.prank(bob.addr);
        office.approve(mallory.addr, 0, POSTAGE + 5);
        vm.startPrank(mallory.addr);
        office.postFrom(bob.addr, inputOf(stampOf(NATIVE, 1)));
        office.transferFrom(bob.addr, mallory.addr, 0, 5);
        vm.assertEq(office.allowance(bob.addr, mallory.addr, 0), 0);
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientAllowance.selector, mallory.addr, 0, 1, uint256(0))
        );
        office.transferFrom(bob.addr, mallory.addr, 0, 1);
        vm.stopPrank();
        assertBalance(mallory.addr, NATIVE, 5);
        assertBalance(bob.addr, NATIVE, BALANCE + POSTAGE - 5);
    }

    /// @dev What is taken within an allowance says so in one of two ways: `Transfer` to an account, or `Approval`.
    function test_TakingAnAllowanceEmitsNoApproval() public {
        vm.prank(bob.addr);
        office.approve(mallory.addr, 0, 5);
        watchLogs();
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(mallory.addr, bob.addr, mallory.addr, 0, 4);
        vm.prank(mallory.addr);
        office.transferFrom(bob.addr, mallory.addr, 0, 4);
        assertLogs(1);
    }

    function _callOf(uint256 seed) private view returns (bytes memory) {
        address one = _people[(seed >> 16) % 4];
        address other = _people[(seed >> 24) % 4];
        uint256 id = _ids[(seed >> 32) % 2];
        uint256 amount = (seed >> 40) % 7 == 0 ? type(uint256).max : (seed >> 48) % (BALANCE + 200);
        uint256 kind = seed % 6;
        if (kind == 0) return abi.encodeCall(IERC6909.transfer, (one, id, amount));
        if (kind == 1) return abi.encodeCall(IERC6909.approve, (one, id, amount));
        if (kind == 2) return abi.encodeCall(IERC6909.setOperator, (one, seed & (1 << 60) != 0));
        return abi.encodeCall(IERC6909.transferFrom, (one, other, id, amount));
    }

    function _assertSameLogs(Vm.Log[] memory logs, Vm.Log[] memory expected) private pure {
        vm.assertEq(logs.length, expected.length, "how many events");
        for (uint256 i = 0; i < logs.length; ++i) {
            vm.assertEq(logs[i].topics, expected[i].topics);
            vm.assertEq(logs[i].data, expected[i].data, "event data");
        }
    }

    function _assertSameBooks() private view {
        for (uint256 i = 0; i < _people.length; ++i) {
            for (uint256 t = 0; t < _ids.length; ++t) {
                uint256 expected = _reference.balanceOf(_people[i], _ids[t]);
                vm.assertEq(office.balanceOf(_people[i], _ids[t]), expected, "balance");
                for (uint256 j = 0; j < _people.length; ++j) {
                    vm.assertEq(
                        office.allowance(_people[i], _people[j], _ids[t]),
                        _reference.allowance(_people[i], _people[j], _ids[t]),
                        "allowance"
                    );
                }
            }
            for (uint256 j = 0; j < _people.length; ++j) {
                vm.assertEq(
                    office.isOperator(_people[i], _people[j]),
                    _reference.isOperator(_people[i], _people[j]),
                    "operator"
                );
            }
        }
    }
}
